import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../cli/command.ts';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: {
    readonly items?: readonly { readonly section?: string }[];
    readonly diagnostics?: readonly { readonly message: string }[];
  };
}

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
  const server = spawn(
    process.execPath,
    [path.join(root, 'node_modules', 'yaml-language-server', 'bin', 'yaml-language-server'), '--stdio'],
    { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const uri = pathToFileURL(folder).href;
  const send = (message: object): void => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  try {
    send({
      id: 1,
      method: 'initialize',
      params: {
        processId: process.pid,
        rootUri: uri,
        workspaceFolders: [{ uri, name: 'workspace' }],
        capabilities: { workspace: { configuration: true, workspaceFolders: true } },
      },
    });
    for await (const { id, method, params } of messages(server.stdout)) {
      if (method === 'textDocument/publishDiagnostics') return params?.diagnostics?.map(({ message }) => message) ?? [];
      if (id === 1 && method === undefined) {
        send({ method: 'initialized', params: {} });
        const textDocument = { uri: `${uri}/${file}`, languageId: 'yaml', version: 1, text };
        send({ method: 'textDocument/didOpen', params: { textDocument } });
      } else if (method === 'workspace/configuration') {
        // the store of schemas is not asked, for that is the network
        const yaml = { validate: true, schemaStore: { enable: false }, ...settings };
        send({ id, result: params?.items?.map(({ section }) => (section === 'yaml' ? yaml : {})) });
      } else if (id !== undefined && method !== undefined) send({ id, result: null });
    }
    throw new Error('the language server ended');
  } finally {
    server.kill();
  }
}

/** Messages of the protocol: a head with the length of the body, and the body. */
async function* messages(stream: AsyncIterable<Buffer>): AsyncGenerator<Message> {
  let bytes = Buffer.alloc(0);
  for await (const chunk of stream) {
    bytes = Buffer.concat([bytes, chunk]);
    for (;;) {
      const head = /Content-Length: (\d+)\r\n(?:.+\r\n)*\r\n/.exec(bytes.toString('latin1'));
      if (!head) break;
      const start = head.index + head[0].length;
      const end = start + Number(head[1]);
      if (bytes.length < end) break;
      yield JSON.parse(bytes.subarray(start, end).toString()) as Message;
      bytes = bytes.subarray(end);
    }
  }
}
