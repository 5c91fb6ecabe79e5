import { absoluteTime, decimal, duration, epochTime, flag, layout, text } from '../dissect/field-layout.ts'

/** What a capture says of every packet. */
export const frameLayout = layout('frame', {
  number: decimal('number of the packet, from 1'),
  len: decimal('bytes on the wire'),
  cap_len: decimal('bytes captured'),
  time: absoluteTime('when the packet was captured'),
  time_epoch: epochTime('when the packet was captured, in seconds since 1970'),
  time_relative: duration('since the first packet'),
  time_delta: duration('since the packet before'),
  time_delta_displayed: duration('since the packet before that is shown'),
  protocols: text('names of the layers, joined by colons'),
  interface_id: decimal('number of the interface'),
  interface_name: text('name of the interface'),
  marked: flag('marked by a person'),
  ignored: flag('ignored by a person'),
})
