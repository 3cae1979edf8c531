// Before the first test: the databases that all servers start from. After the last: they are removed.
import { rm } from 'node:fs/promises';
import { makeTemplates, TEMPLATES } from './server';

export default async function prepare(): Promise<() => Promise<void>> {
  const folder = await makeTemplates();
  process.env[TEMPLATES] = folder;
  return () => rm(folder, { recursive: true, force: true });
}
