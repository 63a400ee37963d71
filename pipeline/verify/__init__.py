"""Exported answers, briefs and conversations, checked again against the library. ``check`` is what to call.

``known``   what it is checked against
``record``  the record that a file carries, whatever may be in it
``claims``  its sentences: their quotes, what supports them, how many independent sources they have
``tables``  what its tables say of these: figures, days, speakers, the balance
``visible`` what a reader sees of it against its record
"""
