"""Briefdesk's pipeline, from articles to cited sentences. Read it in this order:

``domain``     every value: Article, Passage, Evidence, Claim, Answer, Brief
``ports``      every seam: Embedder, PassageStore, Shelf, ChatModel, Writer, SupportJudge, ArticleLoader, Exporter
``language``   what a text says: sentences, words, figures, dates, names
``weights``    the learned judge of support, as a small file
``ingest``     bytes or an address -> Article -> passages -> shelf and vectors
``retrieve``   question and scope -> Evidence
``answer``     Evidence -> drafted claims -> cited and checked claims -> Answer
``brief``      topic and scope -> Brief
``export``     Brief -> a file
``rights``     what a person may see and do of a shared library
``desk``       what every door talks to
``quality``    how far a library can be relied on, told from what is stored
``wiring``     the one place that chooses adapters
``adapters``   one file a vendor
``doors``      the command line
"""
