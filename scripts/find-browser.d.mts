/** Flags that let Chromium run as root, without a GPU, and without talking to anyone. */
export declare const CHROMIUM_FLAGS: readonly string[];
/** What to tell someone whose machine has no browser we can use or install. */
export declare const NO_BROWSER_MESSAGE: string;
/** The path of a browser that is already on this machine, or undefined. */
export declare function findBrowser(): string | undefined;
/** The path of a browser, installing Debian's Chromium first when none is there and it may. */
export declare function ensureBrowser(): string;
/** A browser for stories: Chromium without windows where there is one, else that of {@link ensureBrowser}. */
export declare function ensureHeadlessBrowser(): string;
/** The first of these names that is a program on the PATH. */
export declare function findOnPath(names: readonly string[]): string | undefined;
