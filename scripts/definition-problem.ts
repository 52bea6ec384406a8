/** A mistake in a file that someone wrote by hand. `npm run generate` prints its sentences without a stack. */
export class DefinitionProblem extends Error {
  constructor(sentences: readonly string[], options?: ErrorOptions) {
    super(sentences.map((sentence) => `- ${sentence}`).join('\n'), options);
    this.name = 'DefinitionProblem';
  }
}
