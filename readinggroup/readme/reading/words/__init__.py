"""What the words of one line say: labels, numbers of meetings, people, works, and that nothing takes place.

Each module recognises one thing, and knows nothing of the lines around; heads reads the line that opens a session.
"""
