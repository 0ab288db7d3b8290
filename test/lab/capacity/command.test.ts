/**
 * Purpose: guards `wardlab capacity` as a user calls it: one document, both languages, the exit codes, and what it says about a network without tunnels.
 */
import { describe, expect, it } from 'vitest';
import { changedScenario, document, ESCAPE, JAPANESE, SMALL, temporaryFolder, wardlab } from '../support/cli.ts';

const folder = temporaryFolder();

describe.concurrent('capacity', () => {
  it('gives one document with every part of TR D.7 that is measured', async () => {
    const figures = await document(['capacity', SMALL]);
    expect(figures).toMatchObject({ schema: 'wardlab/capacity@1', seed: 1 });
    for (const part of ['controls', 'setUp', 'overhead', 'realTime', 'firewalls', 'carriedAddresses', 'routing', 'centreAtScale'])
      expect(figures).toHaveProperty(part);
  });
  it('ends with 1 when a tunnel cannot be had within 30 s; speaks Japanese, without escape codes in a pipe', async () => {
    const file = changedScenario(folder, 'slow.yaml', [['processing: 2 ms', 'processing: 20 s']]);
    const { code, stdout } = await wardlab(['capacity', file, '--lang', 'ja']);
    expect(code).toBe(1);
    expect(stdout).toContain('不成立');
    expect(stdout).toContain('アドレスを運ぶプロトコル');
    expect(stdout).toContain('音声が片方向');
    expect(stdout).toMatch(JAPANESE);
    expect(stdout).not.toContain(ESCAPE);
  });
  it('refuses a network in which no tunnel can be raised', async () => {
    const file = changedScenario(folder, 'apart.yaml', [['members: [hospital, clinic]', 'members: [hospital]']]);
    const { code, stdout, stderr } = await wardlab(['capacity', file]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('there is no tunnel to measure');
  });
});
