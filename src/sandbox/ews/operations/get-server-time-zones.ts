import { zoneDisplayName } from '../../zones/display-name.ts';
import { definitionOf } from '../../zones/known-definition.ts';
import { ianaZone, windowsZoneIds } from '../../zones/windows-zones.ts';
import { answerEach } from '../response-message.ts';
import { childOf } from '../xml-read.ts';
import { branch, leaf, type Xml } from '../xml-write.ts';
import { writeTimeZoneDefinition } from '../zones/zone-write.ts';
import type { Operation, RequestContext } from './operation.ts';

/** GetServerTimeZones: the zones that the server knows, all or by id, with their rules when asked for. */
export const getServerTimeZones: Operation = (request, context) => {
  const wanted = childOf(request, 'Ids')?.children.map((child) => child.text.trim());
  const withRules = ['true', '1'].includes(request.attributes.get('ReturnFullTimeZoneData') ?? 'true');
  return answerEach(context, {
    operation: 'GetServerTimeZones',
    inputs: [wanted ?? windowsZoneIds],
    work: (ids) => {
      const known = ids.filter((id) => ianaZone(id) !== undefined);
      const zones = known.map((id) => (withRules ? writeRules(id, context) : writeName(id, context)));
      return [branch('m:TimeZoneDefinitions', zones)];
    },
  });
};

function writeName(id: string, context: RequestContext): Xml {
  return leaf('t:TimeZoneDefinition', '', { Id: id, Name: zoneDisplayName(id, context.now) });
}

function writeRules(id: string, context: RequestContext): Xml {
  const year = new Date(context.now).getUTCFullYear();
  const zone = { id, name: zoneDisplayName(id, context.now) };
  return writeTimeZoneDefinition('t:TimeZoneDefinition', zone, definitionOf(id, year));
}
