/* Text for XML and HTML: foreign text is cleaned (text.h), then escaped, so that it is the same inside elements and attributes. */
#ifndef PEERLINT_XML_H
#define PEERLINT_XML_H

#include "src/text.h"

#include <stdio.h>

/* Writes `s`; NULL writes nothing. `scratch` decides whether secrets are shown. */
void xml_text(FILE *out, struct text *scratch, const char *s);

/* Writes ` name="s"`; line ends in `s` become `&#10;`, so that readers keep them. */
void xml_attribute(FILE *out, struct text *scratch, const char *name, const char *s);

#endif
