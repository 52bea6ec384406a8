import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareStates } from '../../../shared/exports/diff-state.ts';
import { stateOf } from '../../../shared/inventory/changes.ts';
import type { ResourceState } from '../../../shared/inventory/model.ts';
import { applyChange } from '../../support/apply-change.ts';
import { resourceRecord } from '../../support/export-records.ts';

const state = (given: Partial<ResourceState> = {}): ResourceState => stateOf(resourceRecord(given));
const DENIED = { error_code: 'AccessDenied' };
const KEY = { relation: 'uses', type: 'AWS::KMS::Key', id: 'key' };
const LOGS = { relation: 'logs_to', type: 'AWS::S3::Bucket', id: 'logs' };

describe('compareStates', () => {
  it('leads from one state to the next where everything could be read', () => {
    const text = fc.constantFrom('a', 'b', '__proto__', 'constructor', '/~', '😀');
    const config = fc.dictionary(text, fc.jsonValue({ maxDepth: 3 }));
    const states = fc
      .record({
        native_id: fc.option(text),
        name: fc.option(text),
        tags: fc.dictionary(text, text),
        config: config.map((value) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>),
        relationships: fc.uniqueArray(fc.constantFrom(KEY, LOGS)),
      })
      .map((given) => state(given));

    fc.assert(
      fc.property(states, states, (before, after) => {
        const { patch, unread } = compareStates(before, after);

        expect(applyChange(before, { patch })).toEqual(after);
        expect(unread).toEqual([]);
      }),
    );
  });

  it('removes no value that could not be read any more, and names what was not compared', () => {
    const before = state({ config: { Policy: { Statement: [] }, Acl: 'private' }, relationships: [KEY, LOGS] });
    const after = state({ config: { Acl: 'public' }, unread: { Policy: DENIED }, relationships: [LOGS] });

    expect(compareStates(before, after)).toEqual({
      patch: [{ op: 'replace', path: '/config/Acl', value: 'public' }],
      unread: ['Policy'],
    });
  });

  it('adds no value that could not be read before', () => {
    const before = state({ config: { Acl: 'private' }, unread: { Policy: DENIED }, relationships: [LOGS] });
    const after = state({ config: { Policy: { Statement: [] }, Acl: 'private' }, relationships: [KEY, LOGS] });

    expect(compareStates(before, after)).toEqual({ patch: [], unread: ['Policy'] });
  });

  it('removes relationships that every side could have seen', () => {
    const before = state({ unread: { Policy: DENIED }, relationships: [KEY, LOGS] });
    const after = state({ unread: { Policy: DENIED }, relationships: [LOGS] });

    expect(compareStates(before, after).patch).toEqual([{ op: 'remove', path: '/relationships/0' }]);
  });

  it('removes what a side could not see that had read everything the other had', () => {
    const before = state({ unread: { Policy: DENIED }, relationships: [KEY] });
    const after = state({ relationships: [LOGS] });

    expect(applyChange(before, compareStates(before, after))).toEqual({ ...before, relationships: [] });
  });

  it.each([
    ['not any more', { owner: 'eve' }, null],
    ['not before', null, { owner: 'eve' }],
  ])('does not compare tags that could be read by one side alone: %s', (_when, was, is) => {
    const before = state({ tags: was, name: was === null ? null : 'bucket' });
    const after = state({ tags: is, name: is === null ? null : 'bucket' });

    expect(compareStates(before, after)).toEqual({ patch: [], unread: ['tags'] });
  });

  it('tells of tags that are gone where both could read them', () => {
    expect(compareStates(state(), state({ tags: {} })).patch).toEqual([{ op: 'remove', path: '/tags/owner' }]);
  });

  it('does not compare a field of which a part could not be read', () => {
    const before = state({ config: { Acl: { Owner: 'eve', Grants: ['a'] } } });
    const after = state({ config: { Acl: { Owner: 'bob' } }, unread: { 'Acl.Grants[]': DENIED } });

    expect(compareStates(before, after)).toEqual({ patch: [], unread: ['Acl'] });
  });

  it('compares only what both sides have where one could read no more than the list', () => {
    const whole = state({ config: { Name: 'a', Policy: null, Acl: 'private' } });
    const listed = state({ config: { Name: 'b' }, unread: { '*': DENIED } });

    expect(compareStates(whole, listed)).toEqual({
      patch: [{ op: 'replace', path: '/config/Name', value: 'b' }],
      unread: ['Acl', 'Policy'],
    });
    expect(compareStates(listed, whole)).toEqual({
      patch: [{ op: 'replace', path: '/config/Name', value: 'a' }],
      unread: ['Acl', 'Policy'],
    });
  });

  it('says nothing of why a field could not be read', () => {
    const before = state({ unread: { Policy: DENIED } });
    const after = state({ unread: { Policy: { error_code: 'InternalError' } } });

    expect(compareStates(before, after)).toEqual({ patch: [], unread: ['Policy'] });
  });

  it('names the element that a long list lost, without comparing each with each', () => {
    const rules = Array.from({ length: 5000 }, (_, port) => ({ port }));
    const before = state({ config: { Rules: rules, Same: rules } });
    const after = state({ config: { Rules: rules.slice(1), Same: structuredClone(rules) } });

    expect(compareStates(before, after).patch).toEqual([{ op: 'remove', path: '/config/Rules/0' }]);
  });
});
