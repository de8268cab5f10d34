/** Counts checks and writes them down the way ./test reads them. */
export class Report {
  passed = 0;
  failed = 0;
  skipped = 0;
  #write;

  constructor(write = console.log) {
    this.#write = write;
  }

  /** Takes over the counts of a report that ran beside this one. */
  add({ passed, failed, skipped }) {
    this.passed += passed;
    this.failed += failed;
    this.skipped += skipped;
  }

  /** Passes when there is no fault; otherwise prints each fault on a line. */
  check(name, faults) {
    if (faults.length === 0) {
      this.passed++;
      this.#write(`  ok    ${name}`);
      return true;
    }
    this.failed++;
    this.#write(`  FAIL  ${name}`);
    for (const fault of faults.slice(0, 60)) this.#write(`          ${fault}`);
    if (faults.length > 60) this.#write(`          ... and ${faults.length - 60} more`);
    return false;
  }

  skip(name, why) {
    this.skipped++;
    this.#write(`  skip  ${name}: ${why}`);
  }

  /** Runs a step; an exception is its failure, and so are 60 s without an end. */
  async step(name, action) {
    try {
      await action();
      return this.check(name, []);
    } catch (error) {
      return this.check(name, String(error?.stack ?? error).split('\n').slice(0, 8));
    }
  }

  summary = () => `${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`;
}
