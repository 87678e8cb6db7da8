import { maxTileZoom } from '#contract/parameters.ts'
import { tileMatrixSetId, tileMatrixSetUri } from '#contract/tiles.ts'

/** Half the circumference of the earth on the sphere of EPSG:3857, metres. */
const halfSide = 20_037_508.342_789_244
const tilePixels = 256
/** OGC's rendering pixel of 0.28 mm, metres. */
const standardPixel = 0.000_28

/** The definition of WebMercatorQuad (OGC 17-083r4, annex D.1). */
export const webMercatorQuad = {
  id: tileMatrixSetId,
  title: 'Google Maps Compatible for the World',
  uri: tileMatrixSetUri,
  crs: 'http://www.opengis.net/def/crs/EPSG/0/3857',
  orderedAxes: ['X', 'Y'],
  wellKnownScaleSet: 'http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible',
  tileMatrices: Array.from({ length: maxTileZoom + 1 }, (_, z) => {
    const cellSize = (2 * halfSide) / tilePixels / 2 ** z
    return {
      id: String(z),
      scaleDenominator: cellSize / standardPixel,
      cellSize,
      pointOfOrigin: [-halfSide, halfSide],
      tileWidth: tilePixels,
      tileHeight: tilePixels,
      matrixWidth: 2 ** z,
      matrixHeight: 2 ** z,
    }
  }),
}
