import { questionLine } from '../dissect/question-line.ts'

/** RFC 1288. */
export const finger = questionLine('finger')
