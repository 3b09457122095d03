export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: 'system' | 'user'; readonly content: string }[];
}

export interface ChatCompletion {
  readonly choices: readonly [{ readonly message: { readonly content: string }; readonly finish_reason: string }];
  readonly usage: { readonly prompt_tokens: number; readonly completion_tokens: number };
}

export interface ChatClient {
  readonly chat: { readonly completions: { create(request: ChatRequest): Promise<ChatCompletion> } };
}

/** Answers by fixed rules, in this process, what a hosted model would answer. */
export class StandInClient implements ChatClient {
  readonly chat = {
    completions: {
      create({ messages }: ChatRequest): Promise<ChatCompletion> {
        const [instruction = '', input = ''] = messages.map((message) => message.content);
        const content = answer(instruction, input);
        return Promise.resolve({
          choices: [{ message: { content }, finish_reason: 'stop' }],
          usage: { prompt_tokens: countWords(`${instruction} ${input}`), completion_tokens: countWords(content) },
        });
      },
    },
  };
}

function answer(instruction: string, input: string): string {
  const [question = '', ...lines] = input.split('\n');
  const seats = /(\d+) seats/.exec(question)?.[1];
  const price = /(\d+) euros/.exec(lines.join(' '))?.[1];
  const total = lines.some((line) => line.includes(' = '));
  switch (instruction.split(' ')[0]) {
    case 'Plan':
      return seats && price
        ? JSON.stringify({ thought: 'I know the price of a seat.', tool: 'calculator', input: `${seats} * ${price}` })
        : JSON.stringify({ thought: 'I have to find the price.', tool: 'search_documents', input: question });
    case 'Reflect':
      return JSON.stringify({ thought: total ? 'The total is there.' : 'The total is missing.', done: total });
    case 'Note':
      return lines[0] ?? '';
    case 'Rewrite':
      return question.replaceAll(/\b(what|does|the|for|a)\b/gi, '').trim();
    default:
      return ['Hello, and thank you for asking.', ...lines].join(' ');
  }
}

function countWords(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}

export const model = 'stand-in-1';

export function messagesFor(instruction: string, input: string): ChatRequest['messages'] {
  return [
    { role: 'system', content: instruction },
    { role: 'user', content: input },
  ];
}
