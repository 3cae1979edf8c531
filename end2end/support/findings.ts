// What was found wrong on many pages: each mistake once, with how often and where.

export class Findings {
  private readonly found = new Map<string, string[]>();

  add(where: string, ...problems: string[]): void {
    for (const problem of problems) this.found.set(problem, [...(this.found.get(problem) ?? []), where]);
  }

  get list(): string[] {
    return [...this.found].map(([problem, places]) => `${problem} [${places.length} ×: ${places.slice(0, 2).join(', ')}]`);
  }
}
