/* How expat is built: for little-endian machines, with namespaces and document types (whose entities it limits), and
 * without sources of randomness. The tables of a document are salted by who reads it. */

#define BYTEORDER 1234
#define HAVE_MEMMOVE 1
#define XML_CONTEXT_BYTES 0
#define XML_DTD 1
#define XML_NS 1
#define XML_POOR_ENTROPY 1
