/** NIST SP 800-63B: length is what counts; the server also refuses what is known from breaches. */
export const PASSWORD_MIN_LENGTH = 12;
