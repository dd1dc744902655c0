/** A registration that Moodle refuses; the text is the whole answer. */
export class RegistrationProblem extends Error {
  readonly status: number;

  constructor(text: string, status: number) {
    super(text);
    this.name = 'RegistrationProblem';
    this.status = status;
  }
}
