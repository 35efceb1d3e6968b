import { describe, expect, it } from 'vitest';
import { notAddresses, typedGuests } from './guest-addresses.ts';

const colleagues = [{ id: 'helmi', name: 'Helmi Korhonen', email: 'Helmi@company.example' }];

describe('guests by their addresses', () => {
  it('keep the names that are known, and stand there once', () => {
    const known = [{ name: 'Pat', address: 'pat@else.example' }];
    expect(typedGuests(['pat@else.example', ' New@Else.example ', 'new@else.example'], known, [])).toEqual({
      guests: [
        { name: 'Pat', address: 'pat@else.example' },
        { name: '', address: 'new@else.example' },
      ],
      colleagueIds: [],
    });
  });

  it('become colleagues where they are some', () => {
    expect(typedGuests(['helmi@company.example', 'pat@else.example'], [], colleagues)).toEqual({
      guests: [{ name: '', address: 'pat@else.example' }],
      colleagueIds: ['helmi'],
    });
  });

  it.each([
    'pat',
    'pat@',
    'pat@else',
    '@else.example',
    'pat@else..',
    'a b@else.example',
    'Pat <pat@else.example>',
  ])('are no address: %s', (address) => {
    expect(notAddresses([{ name: '', address }])).toEqual([address]);
  });

  it.each(['pat@else.example', 'p.a+t@mail.else.example', 'päivi@äänekoski.example'])(
    'may be %s',
    (address) => {
      expect(notAddresses([{ name: '', address }])).toEqual([]);
    },
  );
});
