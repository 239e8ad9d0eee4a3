import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Whose secret it is and where it stands: sealed text opens there only. */
interface SecretPlace {
  readonly workspaceId: string;
  /** Such as `connections/openai/key`. */
  readonly field: string;
}

/** `unknown-key`: sealed with a master key that is not here. `damaged`: altered, or taken from another place. */
type OpenedSecret =
  | { readonly state: 'open'; readonly text: string }
  | { readonly state: 'unreadable'; readonly reason: 'unknown-key' | 'damaged' };

/** Keeps text so that only this installation reads it. */
export interface SecretBox {
  /** What text begins with that the current master key has sealed. */
  readonly prefix: string;
  /** `v1.<key id>.<iv>.<ciphertext and tag>`, each part base64url. */
  seal(text: string, place: SecretPlace): string;
  /** Never throws. */
  open(sealed: string, place: SecretPlace): OpenedSecret;
}

const version = 'v1';
const cipherName = 'aes-256-gcm';
/** What NIST SP 800-38D recommends for GCM. */
const ivLength = 12;
const tagLength = 16;

interface Key {
  readonly id: string;
  readonly bytes: Buffer;
}

const derive = (masterKey: string, purpose: string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', masterKey, '', `signalbox ${purpose} ${version}`, length));

const toKey = (masterKey: string): Key => ({
  id: derive(masterKey, 'secret-key-id', 6).toString('base64url'),
  bytes: derive(masterKey, 'secret-key', 32),
});

const toContext = (keyId: string, { workspaceId, field }: SecretPlace): Buffer =>
  Buffer.from(JSON.stringify([version, keyId, workspaceId, field]));

/** The bytes of base64url as it is written by us; undefined for any other writing of the same bytes. */
const fromBase64url = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
};

const decrypt = (key: Key, [iv, body]: readonly [Buffer, Buffer], place: SecretPlace): string => {
  const decipher = createDecipheriv(cipherName, key.bytes, iv, { authTagLength: tagLength });
  decipher.setAAD(toContext(key.id, place));
  decipher.setAuthTag(body.subarray(-tagLength));
  return Buffer.concat([decipher.update(body.subarray(0, -tagLength)), decipher.final()]).toString('utf8');
};

/**
 * A box over a ring of master keys: seals with the first, opens with any. AES-256-GCM with keys derived by
 * HKDF-SHA-256 and the place as additional data. Text must be well-formed Unicode.
 */
export const createSecretBox = (masterKey: string, oldMasterKeys: readonly string[] = []): SecretBox => {
  const current = toKey(masterKey);
  const ring = new Map([...oldMasterKeys.map(toKey), current].map((key) => [key.id, key]));
  return {
    prefix: `${version}.${current.id}.`,
    seal: (text, place) => {
      const iv = randomBytes(ivLength);
      const cipher = createCipheriv(cipherName, current.bytes, iv, { authTagLength: tagLength });
      cipher.setAAD(toContext(current.id, place));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [version, current.id, iv.toString('base64url'), body.toString('base64url')].join('.');
    },
    open: (sealed, place) => {
      const damaged = { state: 'unreadable', reason: 'damaged' } as const;
      const [prefix, keyId = '', ivText = '', bodyText = '', ...rest] = sealed.split('.');
      const [iv, body] = [fromBase64url(ivText), fromBase64url(bodyText)];
      if (prefix !== version || rest.length > 0 || iv?.length !== ivLength) return damaged;
      if (!body || body.length < tagLength) return damaged;
      const key = ring.get(keyId);
      if (!key) return { state: 'unreadable', reason: 'unknown-key' };
      try {
        return { state: 'open', text: decrypt(key, [iv, body], place) };
      } catch {
        return damaged;
      }
    },
  };
};
