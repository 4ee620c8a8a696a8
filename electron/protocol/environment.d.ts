// What every environment of ours has and the language's own library does not declare. Never emitted: each reader has its own.
export {};
declare global {
  interface AbortSignal {
    readonly aborted: boolean;
    readonly reason: unknown;
    throwIfAborted(): void;
    addEventListener(type: 'abort', on: () => void, options?: { once?: boolean }): void;
    removeEventListener(type: 'abort', on: () => void): void;
  }
  class AbortController {
    readonly signal: AbortSignal;
    abort(reason?: unknown): void;
  }
  class TextEncoder {
    encode(text: string): Uint8Array<ArrayBuffer>;
  }
  class TextDecoder {
    constructor(label: 'utf-8', options: { fatal: boolean });
    decode(bytes: Uint8Array): string;
  }
}
