/** Chooses the controls that a view shows. Pure. */
interface Control {
  readonly control_id: string;
  readonly title: string;
  readonly section: string;
  readonly state: string;
  readonly policies: readonly string[];
}

export interface ControlFilter {
  /** Only controls in one of these states; none for all. */
  readonly states: readonly string[];
  /** A part of the control's id, title or section, or of the id of one of its policies. */
  readonly text: string | undefined;
}

export function chosenControls<C extends Control>(controls: readonly C[], { states, text }: ControlFilter): readonly C[] {
  const wanted = text?.toLowerCase();
  const texts = ({ control_id, title, section, policies }: C): readonly string[] => [control_id, title, section, ...policies];
  return controls.filter(
    (control) =>
      (states.length === 0 || states.includes(control.state)) &&
      (wanted === undefined || texts(control).some((each) => each.toLowerCase().includes(wanted))),
  );
}
