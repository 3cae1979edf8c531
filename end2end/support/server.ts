// The server under test: the real binary as a child on a port of its own, with a database of its own.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const BINARY = process.env.TRELLIS_SERVER ?? fileURLToPath(new URL('../../target/debug/server', import.meta.url));

/** Where the databases are made that every server starts from a copy of. */
export const TEMPLATES = 'TRELLIS_TEMPLATES';

/** What a server starts with: a demonstration district, one that asks of its office all that a profile can, or nobody but the office. */
export type Content = 'demo' | 'desk' | 'empty';

/** The profile of a district that, besides asking other offices, plans meetings, keeps platforms, and scores: in the folder of templates. */
const DESK = join('profile', 'durham-1.toml');
const DESK_TABLES = `
[planning]
with-platform = true
commitment = [
  { value = "permission", label = { en = "A permission form for each student", es = "Un formulario de permiso para cada estudiante" } },
  { value = "report", label = { en = "A final report", es = "Un informe final" } },
]

[scoring]
scale = 5
weight = [
  { criterion = "formal-agreement", weight = 3 },
  { criterion = "joint-deliverables", weight = 1 },
]
`;

function settings(data: string, port = 0, district = 'durham'): NodeJS.ProcessEnv {
  return {
    ...process.env,
    TRELLIS_MODE: 'development',
    TRELLIS_PROFILE: district,
    TRELLIS_DATA: data,
    TRELLIS_LISTEN: `127.0.0.1:${port}`,
    TRELLIS_BASE_URL: `http://127.0.0.1:${port}`,
    TRELLIS_SIGN_INS_PER_MINUTE: '10000',
    TRELLIS_ACTS_PER_MINUTE: '100000',
    TRELLIS_LOG: 'warn',
  };
}

/** Runs one of the server's commands on a data folder. */
async function command(district: string, data: string, ...args: string[]): Promise<void> {
  await run(BINARY, args, { env: settings(data, 0, district), timeout: 120_000 });
}

/** Gives somebody a role. */
const role = (email: string, role: string): string[] => ['person', 'add', '--email', email, '--role', role];

/** Makes a member of the office. */
const OFFICE = role('office@example.org', 'office');

/** Makes the databases that servers start from, once for the whole run. */
export async function makeTemplates(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'trellis-templates-'));
  const [demo, desk, empty] = [join(folder, 'demo'), join(folder, 'desk'), join(folder, 'empty')];
  await Promise.all([mkdir(demo), mkdir(desk), mkdir(empty), mkdir(join(folder, 'profile'))]);
  const durham = await readFile(new URL('../../server/profiles/durham-1.toml', import.meta.url), 'utf8');
  await writeFile(join(folder, DESK), durham + DESK_TABLES);
  const filled = ['demo', '--organizations', '40', '--seed', '1'];
  await command('durham', demo, ...filled);
  await command(join(folder, DESK), desk, ...filled);
  await command('durham', empty, ...OFFICE);
  return folder;
}

/** A port of this machine that nobody has now. */
export async function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? found(address.port) : failed(new Error('no port'))));
    });
  });
}

export class Server {
  private readonly said: string[] = [];

  private constructor(
    readonly url: string,
    private readonly data: string,
    private readonly child: ChildProcess,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.said.push(text));
    }
    process.once('exit', this.kill);
  }

  /** Starts a server and waits until it answers. Another district than Durham has nobody but its office. */
  static async start(content: Content, district = 'durham'): Promise<Server> {
    const data = await mkdtemp(join(tmpdir(), 'trellis-data-'));
    const templates = process.env[TEMPLATES] ?? '';
    if (district === 'durham') await cp(join(templates, content), data, { recursive: true });
    else await command(district, data, ...OFFICE);
    const port = await freePort();
    const profile = content === 'desk' ? join(templates, DESK) : district;
    return Server.run(port, data, settings(data, port, profile));
  }

  /** Starts one server for several districts, each a path of its own. Of each, somebody is the administrator. */
  static async several(administrators: Record<string, string>): Promise<Server> {
    const data = await mkdtemp(join(tmpdir(), 'trellis-data-'));
    const port = await freePort();
    const file = join(data, 'trellis.toml');
    const tables = Object.keys(administrators).map(
      (district) => `[[district]]\nprofile = "${district}"\nbase-url = "http://127.0.0.1:${port}/${district}"\n`,
    );
    await writeFile(file, tables.join('\n'));
    const { TRELLIS_PROFILE: _, TRELLIS_BASE_URL: __, ...rest } = settings(data, port);
    const env = { ...rest, TRELLIS_CONFIG: file };
    for (const [district, email] of Object.entries(administrators)) {
      await run(BINARY, [...role(email, 'administrator'), '--district', district], { env, timeout: 120_000 });
    }
    return Server.run(port, data, env);
  }

  private static async run(port: number, data: string, env: NodeJS.ProcessEnv): Promise<Server> {
    const child = spawn(BINARY, ['serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const server = new Server(`http://127.0.0.1:${port}`, data, child);
    const end = Date.now() + 30_000;
    while (Date.now() < end && child.exitCode === null) {
      const answer = await fetch(`${server.url}/healthz`).catch(() => null);
      if (answer?.ok) return server;
      await new Promise((later) => setTimeout(later, 50));
    }
    await server.stop();
    throw new Error(`The server did not start:\n${server.log()}`);
  }

  /** What the server wrote so far: warnings and errors only. */
  log(): string {
    return this.said.join('').trim();
  }

  private readonly kill = (): void => {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL');
  };

  /** Ends the server by its process id, and removes its data. */
  async stop(): Promise<void> {
    process.off('exit', this.kill);
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = new Promise((done) => this.child.once('exit', done));
      this.child.kill('SIGTERM');
      const patience = setTimeout(this.kill, 3_000);
      await ended;
      clearTimeout(patience);
    }
    await rm(this.data, { recursive: true, force: true });
  }
}
