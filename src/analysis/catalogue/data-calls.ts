import type { Path } from '../syntax/sources.ts';

/**
 * Functions that give something else at each call: random values, times, and the texts of objects.
 * Source: Node.js 24, ECMAScript 2025, uuid 11, nanoid 5, ulid 3, @paralleldrive/cuid2 2, cuid 3.
 */
const GLOBALS =
  /^(?:Math\.\w+|Date|Date\.\w+|crypto\.(?:randomUUID|getRandomValues|randomBytes|randomInt)|performance\.\w+|JSON\.stringify|process\.(?:hrtime|uptime|hrtime\.bigint))$/;

const MODULES: Readonly<Record<string, RegExp>> = {
  crypto: /^(?:default\.)?(?:randomUUID|randomBytes|randomInt)$/,
  perf_hooks: /^(?:default\.)?performance\.now$/,
  uuid: /^(?:default\.)?(?:default|v[1-7])$/,
  nanoid: /^(?:default\.)?(?:default|nanoid)$/,
  ulid: /^(?:default\.)?(?:default|ulid)$/,
  '@paralleldrive/cuid2': /^createId$/,
  cuid: /^default$/,
};

/** Functions that put texts together as `printf` does. */
const FORMATS: Readonly<Record<string, RegExp>> = { util: /^(?:default\.)?format$/ };

/**
 * Whether a call of a global function is data.
 * @param name the function as it is written: `Date.now`
 */
export function isGlobalData(name: string): boolean {
  return GLOBALS.test(name);
}

/** Whether a call of an export of a module is data. */
export function isModuleData(module: string, path: Path): boolean {
  return isListed(MODULES, module, path);
}

/** Whether an export of a module is `util.format`. */
export function isFormat(module: string, path: Path): boolean {
  return isListed(FORMATS, module, path);
}

function isListed(table: Readonly<Record<string, RegExp>>, module: string, path: Path): boolean {
  return table[module.replace(/^node:/, '')]?.test(path.join('.')) === true;
}
