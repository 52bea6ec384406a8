import { expect, it } from '@jest/globals';
import { chosenControls } from '../../web/src/pages/frameworks/controls.ts';

const control = (control_id: string, state: string, policies: readonly string[] = []) => ({
  control_id,
  title: `Title of ${control_id}`,
  section: 'Logging',
  state,
  policies,
});
const controls = [control('1.1', 'pass'), control('1.2', 'fail', ['aws.s3.a']), control('2.1', 'manual')];

it.each([
  [{ states: [], text: undefined }, ['1.1', '1.2', '2.1']],
  [{ states: ['fail', 'manual'], text: undefined }, ['1.2', '2.1']],
  [{ states: [], text: 'S3' }, ['1.2']],
  [{ states: ['pass'], text: 'logging' }, ['1.1']],
  [{ states: [], text: 'nothing' }, []],
])('%j leaves the controls %j', (filter, expected) => {
  expect(chosenControls(controls, filter).map(({ control_id }) => control_id)).toEqual(expected);
});
