export const drawShapes = ['polygon', 'rectangle', 'circle'] as const
export type DrawShape = (typeof drawShapes)[number]
/** A shape to be drawn, or the change of those drawn. */
export type DrawMode = DrawShape | 'select'
