import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import type { Position } from 'geojson'
import type { Topology } from 'topojson-specification'

type ArcRing = number[]

/**
 * Splits rings that touch themselves at a node, which RFC 7946 and OGC allow only between rings: the lobes become
 * polygons of their own, or holes. Takes and gives the arcs of a MultiPolygon of an unquantized topology.
 */
export function splitTouchingRings(topology: Topology, polygons: ArcRing[][]): ArcRing[][] {
  return polygons.flatMap((rings) => {
    const lobes = rings.flatMap((ring) => splitAtNodes(topology, ring))
    return lobes.length === rings.length ? [rings] : assemble(topology, lobes, rings[0] ?? [])
  })
}

/** Cuts a loop off whenever the walk along the ring comes back to a node that it has passed. */
function splitAtNodes(topology: Topology, ring: ArcRing): ArcRing[] {
  const lobes: ArcRing[] = []
  let walked: ArcRing = []
  for (const arc of ring) {
    walked.push(arc)
    const end = nodeKey(arcPositions(topology, arc).at(-1))
    const from = walked.findIndex((passed) => nodeKey(arcPositions(topology, passed)[0]) === end)
    if (from === -1) continue
    lobes.push(walked.slice(from))
    walked = walked.slice(0, from)
  }
  return lobes
}

/** Sorts lobes into polygons: those wound like the outer ring are outer, each other one is a hole of what holds it. */
function assemble(topology: Topology, lobes: ArcRing[], outerRing: ArcRing): ArcRing[][] {
  const winding = Math.sign(signedArea(ringPositions(topology, outerRing)))
  const isOuter = (lobe: ArcRing) => Math.sign(signedArea(ringPositions(topology, lobe))) === winding
  const polygons = lobes.filter(isOuter).map((lobe) => [lobe])
  for (const hole of lobes.filter((lobe) => !isOuter(lobe))) {
    const owner = polygons.find(([outer = []]) => holds(ringPositions(topology, outer), ringPositions(topology, hole)))
    if (owner === undefined) throw new Error('a hole lies in no ring')
    owner.push(hole)
  }
  return polygons
}

function holds(outer: Position[], hole: Position[]): boolean {
  const polygon = { type: 'Polygon' as const, coordinates: [outer] }
  return hole.every((position) => booleanPointInPolygon(position, polygon))
}

function ringPositions(topology: Topology, ring: ArcRing): Position[] {
  return ring.flatMap((arc, index) => arcPositions(topology, arc).slice(index === 0 ? 0 : 1))
}

function arcPositions(topology: Topology, arc: number): Position[] {
  return arc < 0 ? (topology.arcs[~arc] ?? []).toReversed() : (topology.arcs[arc] ?? [])
}

function nodeKey(position: Position | undefined): string {
  return String(position)
}

function signedArea(ring: readonly Position[]): number {
  return ring.reduce((sum, [lng = 0, lat = 0], index) => {
    const [nextLng = 0, nextLat = 0] = ring[(index + 1) % ring.length] ?? []
    return sum + lng * nextLat - nextLng * lat
  }, 0)
}
