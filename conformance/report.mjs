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

  /** Runs a step; an exception is its failure, and so is no end in time. */
  async step(name, action, seconds = 300) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`No end within ${seconds} s.`)), seconds * 1000);
    });
    try {
      await Promise.race([action(), late]);
      return this.check(name, []);
    } catch (error) {
      return this.check(name, String(error?.stack ?? error).split('\n').slice(0, 8));
    } finally {
      clearTimeout(timer);
    }
  }

  summary = () => `${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`;
}
