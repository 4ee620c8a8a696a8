// Exports: Palette, palette (light and dark), colour (name → CSS). Material 3 baseline tones, seeded with a calm blue.

export const LIGHT = {
  primary: '#2d5da8', onPrimary: '#ffffff', primaryContainer: '#d8e2ff', onPrimaryContainer: '#001a41',
  secondaryContainer: '#dbe2f9', onSecondaryContainer: '#141b2c',
  surface: '#f9f9ff', surfaceContainer: '#edeef5', surfaceContainerHigh: '#e5e8f0', onSurface: '#191c20', onSurfaceVariant: '#44474f',
  outline: '#74777f', outlineVariant: '#c4c6d0', inverseSurface: '#2e3036', inverseOnSurface: '#f0f0f7',
  error: '#ba1a1a', onError: '#ffffff', errorContainer: '#ffdad6', onErrorContainer: '#410002', success: '#1e6b3a', scrim: '#00000066',
};

export type ColourName = keyof typeof LIGHT;
export type Palette = { readonly [N in ColourName]: string };

export const DARK: Palette = {
  primary: '#adc6ff', onPrimary: '#002e69', primaryContainer: '#10448f', onPrimaryContainer: '#d8e2ff',
  secondaryContainer: '#3f4759', onSecondaryContainer: '#dbe2f9',
  surface: '#111318', surfaceContainer: '#1d2024', surfaceContainerHigh: '#282a2f', onSurface: '#e2e2e9', onSurfaceVariant: '#c4c6d0',
  outline: '#8e9099', outlineVariant: '#44474f', inverseSurface: '#e2e2e9', inverseOnSurface: '#2e3036',
  error: '#ffb4ab', onError: '#690005', errorContainer: '#93000a', onErrorContainer: '#ffdad6', success: '#8fd8a5', scrim: '#00000099',
};

export const palette = (dark: boolean): Palette => (dark ? DARK : LIGHT);

/** A theme name's colour; other text is a CSS colour already. */
export const colour = (p: Palette, name: string): string => (Object.hasOwn(p, name) ? p[name as ColourName] : name);
