import {createHmac} from 'node:crypto'
import type {Mint} from './pseudonyms.js'

/** Digits of a keyed pseudonym: two of ten thousand names of a kind are the same once in twenty thousand datasets. */
const DIGITS = 10

/** The first half of a keyed digest (HMAC-SHA-256) in hexadecimal digits: without the key nobody can try names. */
export const keyedDigest = (key: string, text: string): string =>
  createHmac('sha256', key).update(text).digest('hex').slice(0, 32)

/**
 * Pseudonyms that hang on the name and a private key alone, `host-3f9c21a07b`: processes that know nothing of one another
 * give the same name the same one, in any order.
 */
export const keyedNames =
  (key: string): Mint =>
  (kind, name) =>
    `${kind}-${keyedDigest(key, `${kind} ${name}`).slice(0, DIGITS)}`

/** True for pseudonyms of that shape; others were counted up, or written by the owner. */
export const isKeyed = (pseudonym: string): boolean => /-[\da-f]{10}$/.test(pseudonym)
