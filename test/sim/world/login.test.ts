/**
 * Purpose: guards the login of services with accounts: factors beyond the password, delay after failures, passwords in clear.
 *
 *   client                         server
 *     login-request  ------------>
 *                    <------------  challenge
 *     login(proof)   ------------>
 *                    <------------  login-ok | login-failed | locked
 */
import { describe, expect, it } from 'vitest';
import type { LoginProof } from '../../../sim/world/messages.ts';
import { proveAs } from '../../../sim/world/services/factors.ts';
import type { World } from '../../../sim/world/world.ts';
import { withScope } from '../../threats/support/credentials.ts';
import { clientAt, quietWorld, stopsOf, type Client } from './people-support.ts';

const WARD = 'core-hospital.hsz.ward-pc';
const S = 1e9;

/** Logs in twice; the second proof is made from the first. Returns the two answers. */
function twice(
  controls: readonly string[],
  second: (first: LoginProof, challenge: string, world: World) => LoginProof,
): { readonly ops: readonly string[]; readonly stops: readonly string[] } {
  const world = quietWorld(controls);
  const client = clientAt(world, WARD, 'charts');
  const challenge = (): string => client.answers.at(-1)?.message.challenge ?? '';
  let proof: LoginProof | undefined;
  client.at(1 * S, { op: 'login-request' });
  client.at(2 * S, () => ({ op: 'login', proof: (proof = proveAs(world.parts, 'watanabe', WARD, challenge(), 'clear')) }));
  client.at(3 * S, { op: 'login-request' });
  client.at(4 * S, () => {
    if (proof === undefined) throw new Error('test: no first proof');
    return { op: 'login', proof: second(proof, challenge(), world) };
  });
  world.run();
  return { ops: client.answers.map(({ message }) => message.op).filter((op) => op.startsWith('login')), stops: stopsOf(world) };
}

const again = (first: LoginProof, challenge: string): LoginProof => ({ ...first, challenge });

describe('factors of a login', () => {
  it('a recorded password is good again where nothing more is demanded', () =>
    expect(twice([], again).ops).toEqual(['login-ok', 'login-ok']));
  it('a one-time code is good once, the next one is good', () => {
    expect(twice(['otp'], again)).toEqual({ ops: ['login-ok', 'login-failed'], stops: ['otp/code-already-used'] });
    expect(twice(['otp'], (_first, challenge, world) => proveAs(world.parts, 'watanabe', WARD, challenge, 'clear')).ops).toEqual([
      'login-ok',
      'login-ok',
    ]);
  });
  it('the code of somebody else is none', () => {
    const stolen = (first: LoginProof, challenge: string): LoginProof => ({
      ...first,
      challenge,
      user: 'ward-desk',
      secret: 'password/ward-desk',
    });
    expect(twice(['otp'], stolen)).toEqual({ ops: ['login-ok', 'login-failed'], stops: ['otp/code-missing'] });
  });
  it('a card signs the challenge, so its old signature is worth nothing', () => {
    expect(twice(['ic-card'], again)).toEqual({ ops: ['login-ok', 'login-failed'], stops: ['ic-card/card-missing'] });
  });
  it('a template is the same each time; without it the login fails', () => {
    expect(twice(['biometric'], again).ops).toEqual(['login-ok', 'login-ok']);
    const without = ({ template: _template, ...first }: LoginProof, challenge: string): LoginProof => ({ ...first, challenge });
    expect(twice(['biometric'], without)).toEqual({ ops: ['login-ok', 'login-failed'], stops: ['biometric/template-missing'] });
  });
  it('a wrong password fails before any factor is asked for', () => {
    const wrong = (first: LoginProof, challenge: string): LoginProof => ({ ...first, challenge, secret: 'guess/1' });
    expect(twice(['otp', 'ic-card', 'biometric'], wrong)).toEqual({ ops: ['login-ok', 'login-failed'], stops: [] });
  });
});

describe('challenges', () => {
  it('an answer is good for one login: a recorded one is refused', () =>
    expect(twice([], (first) => first)).toEqual({ ops: ['login-ok', 'login-failed'], stops: [] }));
});

describe('lockout', () => {
  /** Wrong passwords, then the right one; the last two answers. */
  function after(failures: number, controls: readonly string[]): readonly string[] {
    // The shipped scenario counts failures at other servers; here the server of the charts does.
    const world = quietWorld(controls, (shipped) => withScope('lockout', ['core-hospital.hsz.ehr-server'], shipped));
    const client = clientAt(world, WARD, 'charts');
    for (let attempt = 0; attempt <= failures; attempt++) {
      client.at((2 * attempt + 1) * S, { op: 'login-request' });
      client.at((2 * attempt + 2) * S, () => {
        const proof = proveAs(world.parts, 'watanabe', WARD, client.answers.at(-1)?.message.challenge ?? '', 'clear');
        return { op: 'login', proof: attempt < failures ? { ...proof, secret: `guess/${attempt}` } : proof };
      });
    }
    world.run();
    return client.answers
      .map(({ message }) => message.op)
      .filter((op) => op !== 'challenge')
      .slice(-2);
  }
  it('closes the account at the fifth failure, also to the right password', () => {
    expect(after(4, ['lockout'])).toEqual(['login-failed', 'login-ok']);
    expect(after(5, ['lockout'])).toEqual(['login-failed', 'locked']);
    expect(after(5, [])).toEqual(['login-failed', 'login-ok']);
  });
});

describe('delay after a failed login', () => {
  const failure = (controls: readonly string[]): Client => {
    const world = quietWorld(controls);
    const client = clientAt(world, 'core-hospital.hsz.ward-pc', 'console');
    client.at(1 * S, { op: 'login-request' });
    client.at(2 * S, () => ({
      op: 'login',
      proof: { user: 'ito', challenge: client.answers.at(-1)?.message.challenge ?? '', secret: 'guess/1', card: undefined },
    }));
    world.run();
    return client;
  };
  it('is two seconds where it is limited (RFC 2196 4.5.4.2)', () => {
    const [free, limited] = [failure([]), failure(['login-rate-limiting'])].map(
      (client) => client.answers.find(({ message }) => message.op === 'login-failed')?.atNs ?? 0,
    );
    expect(limited).toBe((free ?? 0) + 2 * S);
  });
});
