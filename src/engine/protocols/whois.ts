import { questionLine } from '../dissect/question-line.ts'

/** RFC 3912. */
export const whois = questionLine('whois')
