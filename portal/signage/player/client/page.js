/* What a board without identity shows: the code by which it is paired. */

import words from "./words.js";

const GROUP = 4;

export class Page {
  constructor(root) {
    this.root = root;
    for (const part of ["heading", "code", "help", "state"]) this[part] = root.querySelector(`[data-${part}]`);
  }

  /* "ABCD-2345": people read and type it in two halves. */
  showCode(code) {
    this.root.hidden = false;
    this.heading.textContent = words.enrolHeading;
    this.code.textContent = code.length === 2 * GROUP ? `${code.slice(0, GROUP)}-${code.slice(GROUP)}` : code;
    this.help.textContent = words.enrolHelp;
    this.state.textContent = words.enrolWaiting;
  }

  say(text) {
    this.root.hidden = false;
    this.state.textContent = text;
  }

  hide() {
    this.root.hidden = true;
  }
}
