package dev.llmbridge.display;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A judge of markup that shares no code with what it judges. */
public final class Xml {
    public static boolean isWellFormed(String markup) {
        try {
            parse(markup);
            return true;
        } catch (SAXException e) {
            return false;
        }
    }

    /** What a reader of the markup sees. */
    public static String text(String markup) {
        try {
            return parse(markup).getDocumentElement().getTextContent();
        } catch (SAXException e) {
            throw new IllegalArgumentException(markup, e);
        }
    }

    private static Document parse(String markup) throws SAXException {
        try {
            DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader("<markup>" + markup + "</markup>")));
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Xml() {}
}
