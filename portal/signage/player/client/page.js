/* The words around the board's surface: the code of enrolment, and what is wrong with an address. */

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

  refuse() {
    this.root.hidden = false;
    this.heading.textContent = words.refusedHeading;
    this.code.textContent = "";
    this.help.textContent = words.refusedHelp;
  }

  hide() {
    this.root.hidden = true;
  }
}
