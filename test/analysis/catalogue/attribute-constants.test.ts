import * as stable from '@opentelemetry/semantic-conventions';
import * as incubating from '@opentelemetry/semantic-conventions/incubating';
import { describe, expect, test } from 'vitest';
import { constantText } from '../../../src/analysis/catalogue/attribute-constants.ts';

const PACKAGE = '@opentelemetry/semantic-conventions';
/** Their key depends on the version of the package. */
const CHANGED = ['ATTR_FAAS_INVOCATION_ID', 'ATTR_FEATURE_FLAG_PROVIDER_NAME', 'ATTR_PROCESS_CONTEXT_SWITCH_TYPE'];

describe('constants of the semantic conventions', () => {
  test('all that the installed version has are known, but those that changed', () => {
    const constants = Object.entries<unknown>({ ...stable, ...incubating }).filter(([name]) =>
      /^(?:ATTR|SEMATTRS|SEMRESATTRS)_/.test(name),
    );
    const wrong = constants.flatMap(([name, key]) => {
      const known = constantText(`${PACKAGE}/incubating`, [name]);
      return known === (typeof key === 'string' ? key : undefined) ? [] : [name];
    });
    expect(constants.length).toBeGreaterThan(1000);
    expect(wrong.sort()).toEqual(CHANGED);
  });

  test('the objects of the older versions hold the older keys', () => {
    for (const holder of ['SemanticAttributes', 'SemanticResourceAttributes'] as const) {
      const members = Object.entries(stable[holder]);
      expect(members.map(([name]) => constantText(PACKAGE, [holder, name]))).toEqual(members.map(([, key]) => key));
    }
  });

  test('one name can stand for two keys', () => {
    expect(constantText(PACKAGE, ['ATTR_MESSAGING_MESSAGE_ID'])).toBe('messaging.message.id');
    expect(constantText(PACKAGE, ['SEMATTRS_MESSAGING_MESSAGE_ID'])).toBe('messaging.message_id');
  });

  test.each([
    [PACKAGE, ['DB_SYSTEM']],
    [PACKAGE, ['DbSystemValues', 'DB_SYSTEM']],
    [PACKAGE, ['ATTR_APP_OF_SOMEBODY']],
    ['./keys', ['ATTR_DB_COLLECTION_NAME']],
  ])('what is none of them is not known: %s %j', (module, path) => {
    expect(constantText(module, path)).toBeUndefined();
  });
});
