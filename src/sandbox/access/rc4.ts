/** RC4, with which NTLM hides session keys (MS-NLMP 3.4); encrypting and decrypting are the same. */
export function rc4(key: Buffer, data: Buffer): Buffer {
  const box = Uint8Array.from({ length: 256 }, (_, index) => index);
  const swap = (one: number, other: number): void => {
    [box[one], box[other]] = [box[other] as number, box[one] as number];
  };
  for (let at = 0, other = 0; at < 256; at += 1) {
    other = (other + (box[at] as number) + (key[at % key.length] as number)) & 255;
    swap(at, other);
  }
  let at = 0;
  let other = 0;
  return Buffer.from(
    data.map((byte) => {
      at = (at + 1) & 255;
      other = (other + (box[at] as number)) & 255;
      swap(at, other);
      return byte ^ (box[((box[at] as number) + (box[other] as number)) & 255] as number);
    }),
  );
}
