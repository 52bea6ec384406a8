/** Whether the serial consoles of the instances of a region can be reached. */
import { defineType, single, word } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::SerialConsoleAccess',
  kind: 'settings',
  list: single('GetSerialConsoleAccessStatus', '@'),
  id: word('serial-console-access'),
});
