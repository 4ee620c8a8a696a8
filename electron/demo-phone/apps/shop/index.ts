// Exports: shop. The Shop app (com.countersign.shop): search, categories, products, cart, payment, orders.

import type { UiElement } from '../../types.ts';
import { button, card, col, empty, iconButton, image, row, screen, scroll, section, text, topBar } from '../../ui/elements.ts';
import { defineApp } from '../define.ts';
import { radioRow, searchField } from '../pieces.ts';
import { checkoutScreens, stepper } from './checkout.ts';
import { CATEGORIES, initialShop, price, product, PRODUCTS } from './state.ts';
import type { Api, Product, ShopState } from './state.ts';
import { words } from './strings.ts';

const productCard = (api: Api, p: Product): UiElement => card({ margin: [6, 16], pad: 12, id: 'product_card', onTap: () => api.go('Product', { id: p.id }) },
  row({ gap: 12 }, image(p.color, { width: 72, height: 72, radius: 8 }), col({ grow: 1, gap: 2 }, text(words(api)(p.name), { size: 16, id: 'product_name' }), text(words(api)(p.category), { size: 13, color: 'onSurfaceVariant' }), text(p.stock === 0 ? words(api)('Sold out') : price(p.price), { weight: 700, id: 'product_price' }))));

function main(api: Api): UiElement {
  const t = words(api);
  const category = String(api.local.category ?? 'All');
  const query = String(api.local.query ?? '');
  const wanted = query.trim().toLowerCase();
  const found = PRODUCTS.filter((p) => (category === 'All' || p.category === category) && (wanted === '' || p.name.toLowerCase().includes(wanted) || t(p.name).includes(wanted)));
  const count = api.state.cart.reduce((n, l) => n + l.quantity, 0);
  return screen(
    topBar(t('Shop'), { actions: [iconButton('mdiReceiptText', t('Orders'), () => api.go('Orders'), { id: 'orders' }), iconButton('mdiCart', t('Cart'), () => api.go('Cart'), { id: 'cart' }), count > 0 ? text(String(count), { id: 'cart_badge', size: 12, color: 'primary', margin: [0, 8] }) : null] }),
    col({ grow: 1 },
      searchField(query, t('Search products'), (v) => api.setLocal('query', v), () => api.hideKeyboard()),
      row({ pad: [4, 12], gap: 6, wrap: true, id: 'categories' }, ...['All', ...CATEGORIES].map((c) => button(t(c), () => api.setLocal('category', c), { tone: c === category ? 'filled' : 'outlined', selected: c === category, id: 'category_chip' }))),
      found.length === 0 ? empty('mdiMagnifyClose', t('No products found'), query) : scroll('products', { id: 'product_list' }, ...found.map((p) => productCard(api, p)))));
}

function productPage(api: Api): UiElement {
  const t = words(api);
  const p = product(String(api.args.id));
  if (!p) return screen(topBar('', { onBack: () => api.back() }), empty('mdiPackageVariant', t('No products found')));
  const option = String(api.local.option ?? '');
  const quantity = Number(api.local.quantity ?? 1);
  const liked = api.state.favourites.includes(p.id);
  const add = (): boolean => {
    if (p.options.length > 0 && option === '') { api.setLocal('problem', t('Choose an option')); return false; }
    api.change((s) => {
      const line = s.cart.find((l) => l.product === p.id && l.option === option);
      if (line) line.quantity += quantity; else s.cart.push({ product: p.id, option, quantity });
    });
    return true;
  };
  return screen(
    topBar('', { onBack: () => api.back(), actions: [iconButton(liked ? 'mdiHeart' : 'mdiHeartOutline', t('Favourite'), () => api.change((s) => { s.favourites = liked ? s.favourites.filter((f) => f !== p.id) : [...s.favourites, p.id]; }), { selected: liked }), iconButton('mdiCart', t('Cart'), () => api.go('Cart'), { id: 'cart' })] }),
    col({ grow: 1 }, scroll('product', {}, image(p.color, { height: 200 }), col({ pad: 16, gap: 8 }, text(t(p.name), { size: 24, id: 'product_title' }), text(price(p.price), { size: 22, weight: 700, color: 'primary' }), text(p.stock === 0 ? t('Sold out') : t('In stock · Delivery in 2 days'), { color: 'onSurfaceVariant' })),
      p.options.length === 0 ? null : section(t('Options')), ...p.options.map((o) => radioRow({ title: t(o), on: o === option, onChoose: () => { api.setLocal('option', o); api.setLocal('problem', null); } })),
      typeof api.local.problem === 'string' ? text(t(api.local.problem), { color: 'error', pad: [4, 16], id: 'error' }) : null,
      row({ pad: [8, 16], gap: 12 }, text(t('Quantity'), { grow: 1, size: 16 }), stepper(api, quantity, (n) => api.setLocal('quantity', n), t('quantity'))),
      section(t('Description')), text(t('{0}. Sent from the warehouse in Hangzhou. Returns within 14 days.', t(p.name)), { pad: 16 })),
    row({ pad: 16, gap: 12, justify: 'end' }, button(t('Add to cart'), () => { if (add()) api.toast(t('Added to cart')); }, { tone: 'tonal', enabled: p.stock > 0, id: 'add_to_cart' }), button(t('Buy now'), () => { if (add()) api.go('Checkout'); }, { enabled: p.stock > 0, id: 'buy_now' }))));
}

export const shop = defineApp<ShopState>({
  package: 'com.countersign.shop', label: 'Shop', names: { zh: '商城' }, icon: 'mdiShopping', color: '#e8710a', version: '5.3', initial: initialShop, home: 'Main',
  screens: { Main: main, Product: productPage, ...checkoutScreens },
});
