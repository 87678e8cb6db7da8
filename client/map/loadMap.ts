/** The map's code, which is larger than all the rest of the page: asked for once, and early. */
export const loadMap = () => import('./AtlasMap.vue')
