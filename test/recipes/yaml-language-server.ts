import path from 'node:path';
import { root } from '../cli/command.ts';
import { opened } from './language-server.ts';

const SERVER = path.join(root, 'node_modules', 'yaml-language-server', 'bin', 'yaml-language-server');

/**
 * What the language server of the editors' YAML extension says of a file.
 * @param folder the workspace
 * @param file from the workspace; its text need not be on the disk
 * @param settings those of the workspace that begin with `yaml.`, without that
 */
export async function yamlProblems(
  folder: string,
  file: string,
  text: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<readonly string[]> {
  // the store of schemas is not asked, for that is the network
  const yaml = { validate: true, schemaStore: { enable: false }, ...settings };
  const command = [process.execPath, SERVER, '--stdio'];
  const { diagnostics } = await opened(command, folder, { file, languageId: 'yaml', text }, (section) =>
    section === 'yaml' ? yaml : {},
  );
  return diagnostics.map(({ message }) => message);
}
