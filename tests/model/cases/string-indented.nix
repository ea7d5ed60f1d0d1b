{ a = ''
    one
      two
  three
  ''; b = ''x''; c = ''''; d = ''

    lead
  ''; }
