import type { CatalogueCall, SpanLibrary } from '../span-library.ts';

/** Source: `@traceloop/node-server-sdk` 0.27.0. A throw or a rejection leaves the span open. */

const ENDS = { ends: 'callee on success', records: 'nothing' } as const;

const entities = (['Workflow', 'Task', 'Agent', 'Tool'] as const).flatMap((entity): CatalogueCall[] => {
  const word = entity.toLowerCase();
  return [
    { call: `with${entity}`, makes: 'span', name: '0.name', suffix: `.${word}`, callback: '1', ...ENDS },
    {
      call: word,
      form: 'decorator',
      makes: 'span',
      name: '0.name',
      unnamed: 'method',
      suffix: `.${word}`,
      deferred: true,
      ...ENDS,
    },
  ];
});

export const TRACELOOP: SpanLibrary = {
  name: 'openllmetry',
  title: 'OpenLLMetry',
  packages: ['@traceloop/node-server-sdk'],
  versions: '@traceloop/node-server-sdk 0.27',
  openTelemetry: true,
  calls: [
    ...entities,
    // `conversation.<id>.workflow`, `<vendor>.<type>`: the library puts the names together
    { call: 'withConversation', makes: 'span', unnamed: 'library', callback: '1', ...ENDS },
    { call: 'conversation', form: 'decorator', makes: 'span', unnamed: 'library', deferred: true, ...ENDS },
    { call: 'withLLMCall', makes: 'span', unnamed: 'library', callback: '1', ...ENDS },
    { call: 'withVectorDBCall', makes: 'span', unnamed: 'library', callback: '1', ...ENDS },
    { call: 'withAssociationProperties', makes: 'nothing' },
  ],
};
