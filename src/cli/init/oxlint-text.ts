import { printable, shownPath } from '../files/shown-path.ts';
import { configCode } from './config-code.ts';
import plugin from '../../plugin.ts';

/**
 * How the findings come into Oxlint: what to add to the configuration that is there, else what to install and a whole file.
 * @param config the configuration that was found
 */
export function oxlintText(config: string | undefined, cwd: string): string {
  const rules = Object.entries(plugin.configs.recommended.rules ?? {}).map(
    ([id, entry]) => `"${id}": ${onOneLine(entry)}`,
  );
  const lines = [`"jsPlugins": ["${plugin.meta.name}"],`, '"rules": {', `  ${rules.join(',\n  ')}`, '}'].join('\n');
  if (config === undefined) {
    return `For findings in Oxlint and its editor extensions:

  npm install --save-dev ${plugin.meta.name}

and as .oxlintrc.json:

  {
${indented(indented(lines))}  }
`;
  }
  const shown = printable(shownPath(config, cwd));
  if (hasPlugin(config)) return `${shown} has the plugin already.\n`;
  return `Add to ${shown}:

${indented(lines)}`;
}

/** JSON as people write it, with a blank behind each comma. */
function onOneLine(entry: unknown): string {
  return JSON.stringify(entry, undefined, 1).replace(/\n\s*/g, ' ').replaceAll('[ ', '[').replaceAll(' ]', ']');
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ').replace(/\n?$/, '\n');
}

/** Whether a configuration takes the plugin and sets rules of it, outside of comments. */
function hasPlugin(file: string): boolean {
  const code = configCode(file);
  return code.includes(plugin.meta.name) && code.includes(`${plugin.meta.namespace}/`);
}
