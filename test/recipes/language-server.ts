import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';

/** What a server says of a place in a file. Lines and columns begin with 0, columns in UTF-16 code units. */
export interface Diagnostic {
  readonly message: string;
  readonly code?: string;
  readonly range: Range;
}

interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** An edit that a server offers for a place. */
export interface CodeAction {
  readonly title: string;
  readonly edit?: { readonly changes?: Readonly<Record<string, readonly { range: Range; newText: string }[]>> };
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: {
    readonly items?: readonly { readonly section?: string }[];
    readonly diagnostics?: readonly Diagnostic[];
  };
  readonly result?: unknown;
}

/** What an editor was told of a file. */
export interface Told {
  readonly diagnostics: readonly Diagnostic[];
  /** What is offered at the first diagnostic. */
  readonly actions: readonly CodeAction[];
}

/**
 * Opens a file in a language server as an editor does, and gives what it says.
 * @param command the program and its arguments
 * @param folder the workspace
 * @param file from the workspace; its text need not be on the disk
 * @param configuration the settings of a section
 */
export async function opened(
  command: readonly string[],
  folder: string,
  { file, languageId, text }: { readonly file: string; readonly languageId: string; readonly text: string },
  configuration: (section: string | undefined) => unknown,
): Promise<Told> {
  const [program = '', ...args] = command;
  const server = spawn(program, args, { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  const uri = pathToFileURL(folder).href;
  const textDocument = { uri: `${uri}/${file}` };
  let diagnostics: readonly Diagnostic[] = [];
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
        capabilities: {
          workspace: { configuration: true, workspaceFolders: true },
          textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } } },
        },
      },
    });
    for await (const { id, method, params, result } of messages(server.stdout)) {
      if (method === 'textDocument/publishDiagnostics') {
        diagnostics = params?.diagnostics ?? [];
        const [first] = diagnostics;
        if (!first) return { diagnostics, actions: [] };
        const { range } = first;
        send({
          id: 2,
          method: 'textDocument/codeAction',
          params: { textDocument, range, context: { diagnostics: [first] } },
        });
      } else if (id === 1 && method === undefined) {
        send({ method: 'initialized', params: {} });
        const document = { ...textDocument, languageId, version: 1, text };
        send({ method: 'textDocument/didOpen', params: { textDocument: document } });
      } else if (id === 2 && method === undefined) {
        return { diagnostics, actions: (result ?? []) as readonly CodeAction[] };
      } else if (method === 'workspace/configuration') {
        send({ id, result: params?.items?.map(({ section }) => configuration(section)) });
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
