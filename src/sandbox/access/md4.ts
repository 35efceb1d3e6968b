/** The three rounds of RFC 1320, section 3.4: additive constant, order of the words, and shifts. */
const rounds = [
  {
    constant: 0,
    order: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    shifts: [3, 7, 11, 19],
    mix: (x: number, y: number, z: number): number => (x & y) | (~x & z),
  },
  {
    constant: 0x5a827999,
    order: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
    shifts: [3, 5, 9, 13],
    mix: (x: number, y: number, z: number): number => (x & y) | (x & z) | (y & z),
  },
  {
    constant: 0x6ed9eba1,
    order: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
    shifts: [3, 9, 11, 15],
    mix: (x: number, y: number, z: number): number => x ^ y ^ z,
  },
] as const;

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

/** The MD4 digest, of which Windows makes its password hashes; OpenSSL no longer offers it. */
export function md4(data: Buffer): Buffer {
  const padded = pad(data);
  let state: [number, number, number, number] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let at = 0; at < padded.length; at += 64) state = withBlock(state, padded.subarray(at, at + 64));
  const digest = Buffer.alloc(16);
  for (const [index, word] of state.entries()) digest.writeInt32LE(word | 0, index * 4);
  return digest;
}

function pad(data: Buffer): Buffer {
  const padding = Buffer.alloc(((119 - (data.length % 64)) % 64) + 1);
  padding[0] = 0x80;
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(data.length) * 8n);
  return Buffer.concat([data, padding, length]);
}

function withBlock(
  state: readonly [number, number, number, number],
  block: Buffer,
): [number, number, number, number] {
  let [a, b, c, d] = state;
  for (const { constant, order, shifts, mix } of rounds) {
    for (const [step, word] of order.entries()) {
      const sum = (a + mix(b, c, d) + block.readInt32LE(word * 4) + constant) | 0;
      [a, b, c, d] = [d, rotate(sum, shifts[step % 4] as number), b, c];
    }
  }
  return [(state[0] + a) | 0, (state[1] + b) | 0, (state[2] + c) | 0, (state[3] + d) | 0];
}
