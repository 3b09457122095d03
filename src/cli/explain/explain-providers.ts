import type { KnownStep } from '../../analysis/explaining/explain-origin.ts';
import { findProviderSites, type ProviderEndingKind, type ProviderSite } from '../../analysis/providers/providers.ts';
import { mention } from '../../mention.ts';
import type { Draft } from './explain-drafts.ts';
import type { ExplainedFile } from './explain-items.ts';

const ENDINGS: Readonly<Record<ProviderEndingKind, string>> = {
  shutDown: 'it is shut down',
  flushed: 'it is flushed',
  disposed: '`using` shuts it down at the end of its block',
  returned: 'it is returned, so whoever takes it ends it',
  exported: 'it is exported, so another file may end it; a check of the whole project knows',
  handedOver: 'it is handed over to other code, which may end it',
  unknownUse: 'something is done with it that may end it',
  throughProcessor: 'its span processor is flushed or shut down',
  throughGlobal: 'the global provider is flushed or shut down in this file',
  throughModule: 'this file calls the function of its package that ends it',
  throughInstrumentation: 'an instrumentation of this file flushes it after each invocation',
  owned: 'its package ends it by itself',
};

/** The places that make a provider or an SDK, with what ends it, or why nothing is asked. */
export function providerDrafts({ reading }: ExplainedFile): readonly Draft[] {
  const { tree } = reading;
  return findProviderSites(reading).map((site): Draft => {
    const { node } = site;
    return {
      range: [node.range[0], node.callee.range[1]],
      item: {
        kind: 'provider',
        code: tree.text.slice(...node.range),
        seen: `a provider of tracers, or an SDK around one (${mention(tree.quote(node.callee))})`,
        known: providerSteps(site),
        nameKnown: [],
        clauses: [],
      },
    };
  });
}

function providerSteps({ node, ending, endedAt, sending, lost, passed, runsIn }: ProviderSite): readonly KnownStep[] {
  if (sending === 'atOnce')
    return [{ sentence: 'each span is sent at once, so none waits for a shutdown and nothing is asked', node }];
  if (runsIn === 'test') return [{ sentence: 'it is made in a test, where nothing is asked', node }];
  if (runsIn === 'app') return [{ sentence: 'the file is for an app that no signal ends, so nothing is asked', node }];
  if (ending !== undefined) {
    const isOwn = !/^(?:through|owned)/.test(ending);
    return [{ sentence: ENDINGS[ending], node: (isOwn ? endedAt : undefined) ?? node }];
  }
  if (lost) return [{ sentence: 'it is shut down where the process does not wait for it', node: lost.node }];
  const [exit] = passed?.exits ?? [];
  if (exit)
    return [
      { sentence: 'it is shut down in listeners alone', node: endedAt ?? node },
      { sentence: 'the process ends without them', node: exit },
    ];
  if (sending === undefined)
    return [{ sentence: 'this file does not show whether spans wait in it, so nothing is asked', node }];
  return [{ sentence: 'spans wait in it, and nothing in this file ends it', node }];
}
