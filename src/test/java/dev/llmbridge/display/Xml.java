package dev.llmbridge.display;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An independent check of markup: the JDK's XML parser. */
public final class Xml {
    public static boolean isWellFormed(String markup) {
        try {
            parse(markup);
            return true;
        } catch (SAXException e) {
            return false;
        }
    }

    /** Returns the text content of well-formed markup. */
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
