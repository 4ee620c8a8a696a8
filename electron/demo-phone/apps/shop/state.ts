// Exports: ShopState, initialShop, PRODUCTS, CATEGORIES, ADDRESSES, price, totals, Api. The shop's catalogue, cart and orders; prices in fen.

import type { AppApi } from '../../types.ts';

export type Line = { product: string; option: string; quantity: number };
export type Address = { id: number; name: string; phone: string; street: string; city: string };
export type Order = { id: string; at: number; lines: Line[]; total: number; payment: string; address: string; status: 'Processing' | 'Cancelled' | 'Delivered' };
export type ShopState = { cart: Line[]; addresses: Address[]; addressId: number; nextAddress: number; payment: string; orders: Order[]; nextOrder: number; favourites: string[]; paying: boolean };
export type Api = AppApi<ShopState>;

export const PAYMENTS = ['Alipay', 'WeChat Pay', 'Bank card ending 4471'] as const;
export const CATEGORIES = ['Kitchen', 'Office', 'Electronics', 'Outdoor', 'Books'] as const;

export interface Product { id: string; name: string; category: (typeof CATEGORIES)[number]; price: number; options: readonly string[]; color: string; stock: number }

const ROWS = `Blue mug|Kitchen|3900|250 ml,350 ml|#64b5f6
Enamel kettle|Kitchen|18900|Red,White|#e57373
Chopsticks, 5 pairs|Kitchen|2900||#a1887f
Cutting board|Kitchen|6900|Small,Large|#ffcc80
Rice cooker|Kitchen|29900||#eeeeee
Tea strainer|Kitchen|1900||#b0bec5
Notebook A5|Office|2500|Dotted,Lined,Blank|#fff176
Gel pen, black|Office|600|0.5 mm,0.7 mm|#455a64
Desk lamp|Office|15900|White,Black|#ffe082
Sticky notes|Office|1200||#f48fb1
Stapler|Office|3200||#9fa8da
Paper clips|Office|500||#cfd8dc
USB-C cable|Electronics|4900|1 m,2 m|#90a4ae
Power bank 10000 mAh|Electronics|12900|Black,White|#616161
Wireless mouse|Electronics|9900||#bdbdbd
Phone stand|Electronics|5900||#80cbc4
Bluetooth speaker|Electronics|25900|Blue,Grey|#5c6bc0
Screen protector|Electronics|1900||#e0e0e0
Camping chair|Outdoor|21900|Green,Blue|#81c784
Water bottle|Outdoor|7900|500 ml,750 ml|#4dd0e1
Head torch|Outdoor|11900||#ffb74d
Rain jacket|Outdoor|39900|S,M,L,XL|#4db6ac
Field guide to birds|Books|8800||#aed581
Learn to test|Books|6600|Paperback,Hardcover|#ce93d8
Tea in China|Books|5400||#bcaaa4
Sold-out calendar|Books|4200||#ef9a9a`;

export const PRODUCTS: readonly Product[] = ROWS.split('\n').map((line) => {
  const [name = '', category = '', price = '0', options = '', color = ''] = line.split('|');
  return { id: name.toLowerCase().replace(/[^a-z0-9]+/g, '-'), name, category: category as Product['category'], price: Number(price), options: options === '' ? [] : options.split(','), color, stock: name.startsWith('Sold') ? 0 : 20 };
});

export const initialShop = (): ShopState => ({
  cart: [], addressId: 1, nextAddress: 3, payment: 'Alipay', nextOrder: 20260312, favourites: [], paying: false,
  addresses: [{ id: 1, name: 'QA Lab', phone: '139 0000 0100', street: '12 Test Road, floor 3', city: 'Hangzhou' }, { id: 2, name: 'Home', phone: '139 0000 0100', street: '8 Willow Lane', city: 'Hangzhou' }],
  orders: [{ id: '20260217', at: Date.UTC(2026, 1, 17, 11, 20), lines: [{ product: 'desk-lamp', option: 'White', quantity: 1 }], total: 15900, payment: 'Alipay', address: '12 Test Road, floor 3, Hangzhou', status: 'Delivered' }],
});

export const price = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;
export const product = (id: string): Product | undefined => PRODUCTS.find((p) => p.id === id);
export const SHIPPING = 1000;
export const FREE_FROM = 9900;

export function totals(lines: readonly Line[]): { goods: number; shipping: number; total: number } {
  const goods = lines.reduce((sum, l) => sum + (product(l.product)?.price ?? 0) * l.quantity, 0);
  const shipping = goods === 0 || goods >= FREE_FROM ? 0 : SHIPPING;
  return { goods, shipping, total: goods + shipping };
}
