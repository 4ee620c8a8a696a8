// Exports: checkoutScreens. The shop's cart, checkout, addresses, payment and orders.

import type { UiElement } from '../../types.ts';
import { button, card, col, divider, empty, icon, iconButton, image, input, listItem, progress, row, screen, scroll, section, text, topBar } from '../../ui/elements.ts';
import { dateLabel } from '../dates.ts';
import { chinese } from '../define.ts';
import { confirm, page, radioRow } from '../pieces.ts';
import { PAYMENTS, price, product, totals } from './state.ts';
import type { Address, Api, Line, Order } from './state.ts';
import { words } from './strings.ts';

const same = (a: Line, b: Line): boolean => a.product === b.product && a.option === b.option;
const nameOf = (api: Api, l: Line): string => words(api)(product(l.product)?.name ?? l.product);

export const stepper = (api: Api, n: number, set: (n: number) => void, what: string): UiElement =>
  row({ gap: 4 }, iconButton('mdiMinus', words(api)('Decrease {0}', what), () => set(n - 1), { id: 'decrease', enabled: n > 1 }), text(String(n), { size: 16, width: 32, align: 'center', id: 'quantity' }), iconButton('mdiPlus', words(api)('Increase {0}', what), () => set(n + 1), { id: 'increase', enabled: n < 20 }));

function cart(api: Api): UiElement {
  const t = words(api);
  const lines = api.state.cart;
  const sum = totals(lines);
  const set = (l: Line, n: number): void => api.change((s) => { for (const x of s.cart) if (same(x, l)) x.quantity = n; });
  return screen(topBar(t('Cart'), { onBack: () => api.back() }), lines.length === 0 ? empty('mdiCartOutline', t('Your cart is empty'), t('Continue shopping')) : col({ grow: 1 },
    scroll('cart', { id: 'cart_list' }, ...lines.map((l) => card({ margin: [6, 16], pad: 12, gap: 4, id: 'cart_item' },
      row({ gap: 12 }, image(product(l.product)?.color ?? '#cccccc', { width: 56, height: 56, radius: 8 }), col({ grow: 1 }, text(nameOf(api, l), { size: 16, id: 'item_name' }), l.option === '' ? null : text(t(l.option), { size: 13, color: 'onSurfaceVariant' }), text(price((product(l.product)?.price ?? 0) * l.quantity), { weight: 700 })),
        iconButton('mdiDelete', t('Remove {0}', nameOf(api, l)), () => confirm(api, { title: t('Remove from cart?'), body: nameOf(api, l), yes: t('Remove'), danger: true, onDone: () => api.change((s) => { s.cart = s.cart.filter((x) => !same(x, l)); }) }))),
      stepper(api, l.quantity, (n) => set(l, n), nameOf(api, l))))),
    divider(), row({ pad: 16, gap: 12 }, col({ grow: 1 }, text(`${t('Total')} ${price(sum.total)}`, { size: 18, weight: 700, id: 'cart_total' }), text(sum.shipping === 0 ? t('Free shipping') : `${t('Shipping')} ${price(sum.shipping)}`, { size: 12, color: 'onSurfaceVariant' })), button(t('Checkout'), () => api.go('Checkout'), { id: 'checkout' }))));
}

const addressLine = (a: Address): string => `${a.street}, ${a.city}`;

function pay(api: Api): void {
  const t = words(api);
  const address = api.state.addresses.find((a) => a.id === api.state.addressId);
  if (!address) { api.toast(t('Choose a delivery address')); return; }
  api.change((s) => { s.paying = true; });
  api.network(() => {
    const id = String(api.state.nextOrder);
    api.change((s) => {
      s.orders.unshift({ id, at: api.now(), lines: s.cart.map((l) => ({ ...l })), total: totals(s.cart).total, payment: s.payment, address: addressLine(address), status: 'Processing' });
      s.cart = []; s.nextOrder += 1; s.paying = false;
    });
    api.backTo('Main');
    api.go('Done', { id });
  }, () => { api.change((s) => { s.paying = false; }); api.dialog({ title: t('Payment failed'), body: t('The network is not available. You have not been charged.'), cancelable: true, buttons: [{ text: t('OK'), onTap: () => {} }] }); });
}

function checkout(api: Api): UiElement {
  const t = words(api);
  const sum = totals(api.state.cart);
  const address = api.state.addresses.find((a) => a.id === api.state.addressId);
  const ask = (): void => confirm(api, { title: t('Confirm payment'), body: `${price(sum.total)} · ${t(api.state.payment)}`, yes: t('Pay {0}', price(sum.total)), onDone: () => pay(api) });
  return screen(topBar(t('Checkout'), { onBack: () => api.back() }), col({ grow: 1 },
    scroll('checkout', {},
      section(t('Delivery address')), listItem({ title: address?.name ?? 'None', below: address ? addressLine(address) : undefined, lead: 'mdiMapMarker', id: 'address', onTap: () => api.go('Addresses'), trail: icon('mdiChevronRight') }),
      section(t('Payment method')), ...PAYMENTS.map((p) => radioRow({ title: t(p), on: p === api.state.payment, onChoose: () => api.change((s) => { s.payment = p; }) })),
      section(t('Goods')), ...api.state.cart.map((l) => listItem({ title: nameOf(api, l), below: [words(api)(l.option), `× ${l.quantity}`].filter(Boolean).join(' '), trail: text(price((product(l.product)?.price ?? 0) * l.quantity)) })),
      listItem({ title: t('Shipping'), trail: text(price(sum.shipping)) }), listItem({ title: t('Total'), trail: text(price(sum.total), { size: 18, weight: 700, id: 'total' }) })),
    col({ pad: 16 }, api.state.paying ? progress() : button(t('Place order'), ask, { id: 'place_order', enabled: api.state.cart.length > 0 }))));
}

function addressForm(api: Api): UiElement {
  const t = words(api);
  const value = (key: string): string => String(api.local[key] ?? '');
  const field = (key: 'name' | 'phone' | 'street' | 'city', label: string): UiElement => input(key, value(key), (v) => { api.setLocal(key, v); api.setLocal('problem', null); }, { id: key, label: t(label), kind: key === 'phone' ? 'phone' : 'text', ime: 'next' });
  const save = (): void => {
    const missing = (['name', 'phone', 'street', 'city'] as const).find((k) => value(k).trim() === '');
    if (missing !== undefined) { api.setLocal('problem', t(`Enter a ${missing}`)); return; }
    if (value('phone').replace(/\D/g, '').length < 7) { api.setLocal('problem', t('Enter a valid phone number')); return; }
    api.change((s) => { s.addresses.push({ id: s.nextAddress, name: value('name').trim(), phone: value('phone').trim(), street: value('street').trim(), city: value('city').trim() }); s.addressId = s.nextAddress; s.nextAddress += 1; });
    api.back();
  };
  return page(api, t('Add new address'), col({ pad: 16, gap: 12 }, field('name', 'Name'), field('phone', 'Phone'), field('street', 'Street'), field('city', 'City'),
    button(t('Use current location'), () => api.permission('location', (ok) => { if (ok) { api.setLocal('street', '1 West Lake Avenue'); api.setLocal('city', 'Hangzhou'); } else api.toast(t('Location is off for Shop')); }), { tone: 'outlined', icon: 'mdiCrosshairsGps' }),
    typeof api.local.problem === 'string' ? text(api.local.problem, { id: 'error', color: 'error' }) : null, button(t('Save'), save, { id: 'save' })));
}

const orderRow = (api: Api, o: Order): UiElement => listItem({ title: `${words(api)('Order number')} ${o.id}`, below: `${dateLabel(o.at, chinese(api))} · ${words(api)(o.status)}`, lead: 'mdiPackageVariant', trail: text(price(o.total)), onTap: () => api.go('Order', { id: o.id }) });

export const checkoutScreens: { [name: string]: (api: Api) => UiElement } = {
  Cart: cart, Checkout: checkout, AddAddress: addressForm,
  Addresses: (api) => page(api, words(api)('Delivery address'), ...api.state.addresses.map((a) => radioRow({ title: a.name, below: `${addressLine(a)} · ${a.phone}`, on: a.id === api.state.addressId, onChoose: () => { api.change((s) => { s.addressId = a.id; }); api.back(); } })),
    listItem({ title: words(api)('Add new address'), lead: 'mdiPlus', onTap: () => api.replace('AddAddress') })),
  Done: (api) => {
    const t = words(api);
    const o = api.state.orders.find((x) => x.id === api.args.id);
    return screen(topBar('', { onBack: () => api.backTo('Main') }), col({ grow: 1, align: 'center', justify: 'center', gap: 12, pad: 24 }, icon('mdiCheckCircle', { size: 72, color: 'success' }), text(t('Order placed'), { size: 24, id: 'order_placed' }), text(`${t('Order number')} ${String(api.args.id)}`), text(price(o?.total ?? 0), { size: 20, weight: 700 }),
      button(t('View orders'), () => api.replace('Orders'), { tone: 'tonal' }), button(t('Continue shopping'), () => api.backTo('Main'), { tone: 'text' })));
  },
  Orders: (api) => page(api, words(api)('Orders'), ...(api.state.orders.length === 0 ? [empty('mdiPackageVariant', words(api)('No orders yet'))] : api.state.orders.map((o) => orderRow(api, o)))),
  Order: (api) => {
    const o = api.state.orders.find((x) => x.id === api.args.id);
    if (!o) return page(api, words(api)('Orders'), empty('mdiPackageVariant', words(api)('This order no longer exists')));
    return page(api, `${words(api)('Order number')} ${o.id}`, listItem({ title: words(api)(o.status), below: dateLabel(o.at, chinese(api)), lead: 'mdiTruck' }), section(words(api)('Goods')), ...o.lines.map((l) => listItem({ title: nameOf(api, l), below: [words(api)(l.option), `× ${l.quantity}`].filter(Boolean).join(' ') })),
      listItem({ title: words(api)('Delivery address'), below: o.address }), listItem({ title: words(api)('Payment method'), below: words(api)(o.payment) }), listItem({ title: words(api)('Total'), trail: text(price(o.total), { weight: 700 }) }),
      o.status === 'Processing' ? col({ pad: 16 }, button(words(api)('Cancel order'), () => confirm(api, { title: words(api)('Cancel this order?'), body: words(api)('The amount will be returned to your account.'), yes: words(api)('Cancel order'), no: words(api)('Keep order'), danger: true, onDone: () => api.change((s) => { for (const x of s.orders) if (x.id === o.id) x.status = 'Cancelled'; }) }), { tone: 'danger' })) : null);
  },
};
