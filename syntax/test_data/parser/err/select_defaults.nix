[ (a.b or) (a.) (a ?) (a.b or ) c ]
