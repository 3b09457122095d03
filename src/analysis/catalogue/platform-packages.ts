import { packageOf } from './roles.ts';

/** What a program runs on that is no process: the page of a browser, or an app without `process.once` and without a page. */
export type ClientPlatform = 'page' | 'app';

/**
 * Packages that run on one platform alone. Source: what the packages say of themselves on npm; servers take `react-dom/server`, and
 * `process` of React Native 0.72 has no `once`, so that a listener ends the app when it is loaded.
 */
const PACKAGES: Readonly<Record<ClientPlatform, RegExp>> = {
  app: /^(?:react-native|expo)(?:[-/]|$)|^@(?:react-native|expo)[\w-]*\//,
  page: /^react-dom(?:\/client)?$|^@opentelemetry\/(?:sdk-trace-web|web|context-zone(?:-peer-dep)?|instrumentation-document-load|instrumentation-user-interaction)$/,
};

/** The platform that the import of a module tells; an app where both are imported, for `react-native-web` makes pages of apps. */
export function platformOf(modules: readonly string[]): ClientPlatform | undefined {
  const names = modules.map(packageOf);
  const platforms = ['app', 'page'] as const;
  return platforms.find((platform) => names.some((name) => PACKAGES[platform].test(name)));
}

/**
 * Packages whose classes are built for Node.js and for pages: what they construct runs wherever the file does. Source: the field
 * `browser` of `sdk-trace-base` and `sdk-trace` 2.12, which puts the batch processor for browsers in place.
 */
export function runsAnywhere(module: string): boolean {
  return /^@opentelemetry\/(?:sdk-trace|sdk-trace-base|tracing)$/.test(packageOf(module));
}
