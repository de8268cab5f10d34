/** Counts and prints checks the way ./test reads them. */
export class Report {
  passed = 0;
  failed = 0;
  skipped = 0;

  /** Passes when there is no fault; otherwise prints each fault on a line. */
  check(name, faults) {
    if (faults.length === 0) {
      this.passed++;
      console.log(`  ok    ${name}`);
      return true;
    }
    this.failed++;
    console.log(`  FAIL  ${name}`);
    for (const fault of faults.slice(0, 60)) console.log(`          ${fault}`);
    if (faults.length > 60) console.log(`          ... and ${faults.length - 60} more`);
    return false;
  }

  skip(name, why) {
    this.skipped++;
    console.log(`  skip  ${name}: ${why}`);
  }

  /** Runs a step; an exception is its failure. */
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
