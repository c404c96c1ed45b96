import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Passwords } from '../../../demo/patient-site/password.ts';

const PASSWORD = 'heather 4 Snowdon';

void describe('A password of the patient site', () => {
  void it('is kept at the cost that makes trying many of them hopeless, and never as it is', async () => {
    const kept = await new Passwords().hash(PASSWORD);
    assert.match(kept, /^scrypt\$32768\$8\$3\$/);
    assert.ok(!kept.includes(PASSWORD));
  });

  void it('is the right one however its accents are spelt, and no other is', async () => {
    const passwords = new Passwords();
    const kept = await passwords.hash('Llŷn penŵn 7');
    assert.ok(await passwords.isRight('Llŷn penŵn 7'.normalize('NFD'), kept));
    assert.ok(!(await passwords.isRight('Llyn penwn 7', kept)));
    assert.ok(!(await passwords.isRight(PASSWORD, undefined)));
  });

  void it('is checked as it was kept, whatever it would cost now', async () => {
    const kept = await new Passwords({ N: 16, r: 8, p: 1 }).hash(PASSWORD);
    assert.ok(await new Passwords().isRight(PASSWORD, kept));
  });
});
